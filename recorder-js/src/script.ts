import { doorsOf } from './doors';
import { createRecorder } from './recorder';
import { replaceStub } from './stub';

/** The one script of the snippet: `<script async src="https://service/lastseen.js" data-site="KEY"></script>`. */
function own(): HTMLScriptElement | null {
  const running = document.currentScript as HTMLScriptElement | null;
  return running?.dataset['site'] ? running : document.querySelector<HTMLScriptElement>('script[src*="lastseen"][data-site]');
}

const STARTED = Symbol.for('lastseen');

try {
  const script = own();
  const global = window as unknown as Record<symbol, boolean>;
  if (!script) console.warn('[lastseen] nothing is recorded: the script tag has no data-site');
  else if (!global[STARTED]) {
    global[STARTED] = true;
    replaceStub(window, createRecorder(window, doorsOf(script.src, script.dataset['site']!, script.dataset['prefix'])));
  }
} catch {
  console.warn('[lastseen] nothing is recorded: this browser does not let the recorder start');
}
