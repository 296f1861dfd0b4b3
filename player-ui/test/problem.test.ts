import { describe, expect, it } from 'vitest';
import { Problem } from '$lib/api/problem';

const answer = (body: unknown, status = 400) => new Response(JSON.stringify(body), { status });

describe('a refusal of the service', () => {
  it('is told in its own words', async () => {
    const problem = await Problem.of(answer({ title: 'Not found', detail: 'There is no such session' }, 404));
    expect([problem.status, problem.message]).toEqual([404, 'There is no such session']);
  });

  it('names the fields it is about', async () => {
    const errors = [
      { field: 'origins[0]', detail: 'has no scheme' },
      { field: 'origins[2]', detail: 'is empty' },
      { field: 'name', detail: 'is missing' }
    ];
    const problem = await Problem.of(answer({ title: 'Bad Request', errors }));
    expect(problem.fields).toEqual({ origins: 'has no scheme; is empty', name: 'is missing' });
  });

  it('may come without words', async () => {
    const problem = await Problem.of(new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    expect([problem.status, problem.title]).toEqual([502, 'Bad Gateway']);
  });
});
