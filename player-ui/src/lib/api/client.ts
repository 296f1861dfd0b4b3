import { Problem } from './problem';

let skewMs = 0;

/** Now by the service's clock, to the second or so: a viewer's clock may be wrong by minutes. */
export function serviceNow(): number {
  return Date.now() + skewMs;
}

function noteClock(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (Number.isFinite(date) && Math.abs(date - Date.now()) > 2_000) skewMs = date - Date.now();
  else if (Number.isFinite(date)) skewMs = 0;
}

/** @throws Problem for every answer that is not 2xx, and for none */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (failure) {
    if (init.signal?.aborted) throw failure;
    throw Problem.unreachable();
  }
  noteClock(response);
  if (!response.ok) throw await Problem.of(response);
  return response;
}

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await request(withQuery(path, query), { headers: { accept: 'application/json' }, signal });
  return (await response.json()) as T;
}

export async function send<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal
): Promise<T> {
  const response = await request(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal
  });
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export function withQuery(path: string, query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of typeof value === 'object' ? value : [value]) given.append(name, String(one));
  }
  return given.size === 0 ? path : `${path}?${given}`;
}
