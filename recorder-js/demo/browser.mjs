// A browser process of one visitor, spoken to over the raw DevTools protocol, and a hand for it: all input is trusted.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import WebSocket from 'ws';

const rest = (ms) => new Promise((done) => setTimeout(done, ms));

function binary() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '/usr/bin').split(delimiter);
  const found = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error('No Chromium found: install it, or name it in CHROMIUM.');
  return found;
}

async function until(what, find, ms = 20_000) {
  for (const end = Date.now() + ms; ; ) {
    const found = await find();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await rest(50);
  }
}

/** @param device {width, height, touch, scale}; @param random numbers from 0 to 1, so that pauses and places differ yet repeat */
export async function startBrowser(device, random, flags) {
  const profile = mkdtempSync(join(tmpdir(), 'lastseen-demo-'));
  const child = spawn(binary(), ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, `--window-size=${device.width},${device.height}`,
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--disable-dev-shm-usage', '--mute-audio', '--hide-scrollbars', ...flags, 'about:blank'], { stdio: 'ignore' });
  const written = join(profile, 'DevToolsActivePort');
  const [port, path] = await until('Chromium listens', () => existsSync(written) && readFileSync(written, 'utf8').split('\n').length > 1 && readFileSync(written, 'utf8').trim().split('\n'));
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
  await new Promise((open, failed) => socket.once('open', open).once('error', failed));
  const waiting = new Map();
  let last = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if (one) message.error ? one.no(new Error(`${one.method}: ${message.error.message}`)) : one.yes(message.result);
  });
  const ask = (method, params = {}, sessionId = undefined) => new Promise((yes, no) => {
    const id = ++last;
    waiting.set(id, { yes, no, method });
    socket.send(JSON.stringify({ id, method, params, sessionId }));
  });
  const attach = async (targetId) => {
    const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
    await ask('Emulation.setDeviceMetricsOverride', { width: device.width, height: device.height, deviceScaleFactor: device.scale ?? 1, mobile: Boolean(device.touch) }, sessionId);
    if (device.touch) await ask('Emulation.setTouchEmulationEnabled', { enabled: true }, sessionId);
    return new Tab((method, params) => ask(method, params, sessionId), device, random, {
      close: () => ask('Target.closeTarget', { targetId }),
    });
  };
  return {
    firstTab: async () => attach((await ask('Target.getTargets')).targetInfos.find((one) => one.type === 'page').targetId),
    /** In front of the one that was. */
    newTab: async () => attach((await ask('Target.createTarget', { url: 'about:blank' })).targetId),
    kill: () => child.kill('SIGKILL'),
    end: async () => {
      socket.terminate();
      child.kill('SIGTERM');
      await new Promise((ended) => (child.exitCode !== null || child.signalCode !== null ? ended() : child.once('exit', ended)));
      await rest(200);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

class Tab {
  constructor(ask, device, random, target) {
    Object.assign(this, { ask, device, random, target, x: device.width * 0.6, y: device.height * 0.3 });
  }

  close() {
    return this.target.close();
  }

  crash() {
    this.ask('Page.crash').catch(() => {});
  }

  async evaluate(expression) {
    const { result } = await this.ask('Runtime.evaluate', { expression, returnByValue: true });
    return result.value;
  }

  async open(url, from = undefined) {
    await this.ask('Page.navigate', { url, ...(from ? { referrer: from, transitionType: 'link' } : {}) });
    await this.arrived(new URL(url).pathname);
  }

  arrived(path) {
    return until(`${path} has loaded`, () => this.evaluate(`location.pathname === ${JSON.stringify(path)} && document.readyState === 'complete'`).catch(() => false));
  }

  rest(ms) {
    return rest(ms);
  }

  /** Waits until the page is recorded; its document's id. */
  recorded() {
    return until('the page is recorded', () => this.evaluate('window.lastseen?.replayUrl?.()?.split("/").at(-1)'));
  }

  /** Somewhere between half and one and a half of it. */
  pause(ms) {
    return rest(ms * (0.5 + this.random()));
  }

  /** Reads down the page, a screen at a time. */
  async read(screens, ms = 2500) {
    for (let i = 0; i < screens; i++) {
      await this.pause(ms);
      await this.scroll(this.device.height * (0.4 + 0.4 * this.random()));
      if (!this.device.touch && this.random() < 0.6) await this.move(this.device.width * (0.2 + 0.6 * this.random()), this.device.height * (0.2 + 0.6 * this.random()));
    }
    await this.pause(ms);
  }

  async scroll(pixels) {
    if (this.device.touch) {
      await this.ask('Input.synthesizeScrollGesture', { x: this.device.width / 2, y: this.device.height / 2, yDistance: -pixels, speed: 1600, gestureSourceType: 'touch' });
      return;
    }
    for (let left = Math.round(pixels); left > 0; left -= 120) {
      await this.ask('Input.dispatchMouseEvent', { type: 'mouseWheel', x: this.x, y: this.y, deltaX: 0, deltaY: Math.min(120, left) });
      await rest(40);
    }
  }

  async move(x, y) {
    const from = { x: this.x, y: this.y };
    const steps = 8;
    for (let i = 1; i <= steps; i++) {
      const part = 0.5 - Math.cos((Math.PI * i) / steps) / 2;
      Object.assign(this, { x: from.x + (x - from.x) * part, y: from.y + (y - from.y) * part });
      await this.ask('Input.dispatchMouseEvent', { type: 'mouseMoved', x: this.x, y: this.y, button: 'none' });
      await rest(25);
    }
  }

  async click(selector) {
    const box = await until(selector, () => this.evaluate(`(() => {
      const e = document.querySelector(${JSON.stringify(selector)});
      if (!e) return null;
      e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const r = e.getClientRects()[0];
      return r && { x: r.left + r.width / 2, y: r.top + r.height / 2 };
    })()`));
    await this.pause(300);
    if (this.device.touch) {
      await this.ask('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [box] });
      await this.ask('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    } else {
      await this.move(box.x, box.y);
      for (const type of ['mousePressed', 'mouseReleased']) {
        await this.ask('Input.dispatchMouseEvent', { type, x: box.x, y: box.y, button: 'left', buttons: 1, clickCount: 1 });
      }
    }
  }

  async follow(selector, path) {
    await this.click(selector);
    await this.arrived(path);
    await rest(700);
  }

  async type(selector, text) {
    await this.click(selector);
    for (const key of text) {
      await this.ask('Input.dispatchKeyEvent', { type: 'keyDown', text: key, unmodifiedText: key, key, windowsVirtualKeyCode: key.toUpperCase().codePointAt(0) });
      await this.ask('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: key.toUpperCase().codePointAt(0) });
      await rest(45 + 60 * this.random());
    }
  }
}

export { rest };
