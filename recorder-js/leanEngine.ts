import type { Plugin } from 'vite';

interface Cut {
  readonly reason: string;
  readonly find: RegExp;
  readonly put: string;
}

/** A function or class of the engine, up to its closing brace in the first column. */
const whole = (start: string, put: string, reason: string): Cut => ({ reason, put, find: new RegExp(`\\n${start}[\\s\\S]*?\\n\\}\\n`) });
const part = (reason: string, find: RegExp, put = ''): Cut => ({ reason, find, put });

/** What of the engine is left out of the script, each with its reason; the build fails where the engine has changed. */
const LEFT_OUT: readonly Cut[] = [
  whole('class CanvasManager \\{', '\nclass CanvasManager { freeze() {} unfreeze() {} lock() {} unlock() {} reset() {} }\n', 'canvases are not captured: 4 KB'),
  part('the same, in its worker', /\nconst jsContent = [\s\S]*?\n\}\n(?=class CanvasManager)/, '\n'),
  part('the same, in snapshots', /  if \(tagName === "canvas" && recordCanvas\) \{[\s\S]*?\n  \}\n/),
  part('images are not redrawn into the recording', /  if \(tagName === "img" && inlineImages\) \{[\s\S]*?\n  \}\n/),
  whole('class BaseRRNode \\{', '\nclass BaseRRNode {}\n', 'there are no nodes of a virtual DOM on a page'),
  whole('function needMaskingText\\(', '\nfunction needMaskingText() { return false; }\n', 'text is masked in src/capture, which needs no way to the root for every node'),
  part(
    'elements are blocked by a selector alone: one way to the root instead of two',
    /  try \{\n    if \(typeof blockClass === "string"\) \{\n      if \(el\.classList\.contains\(blockClass\)\) return true;\n      if \(checkAncestors[\s\S]*?\n  if \(blockSelector\) \{[\s\S]*?\n  \}\n  return false;\n/,
    '  return checkAncestors ? el.closest(blockSelector) !== null : el.matches(blockSelector);\n',
  ),
  part('of the page only scripts are slimmed away', /\} else if \(slimDOMOptions\.headFavicon &&[\s\S]*?\n  \}\n  return false;\n\}\nfunction serializeNodeWithId/, '}\n  }\n  return false;\n}\nfunction serializeNodeWithId'),
  whole('function slimDOMDefaults\\(', '\nfunction slimDOMDefaults(options) { return options; }\n', 'the same'),
  part('frames of other origins are not recorded', /\nclass CrossOriginIframeMirror \{[\s\S]*?\n\}\n/, '\n'),
  part('the same', /  handleMessage\(message\) \{[\s\S]*?\n\}\nclass ShadowDomManager/, '}\nclass ShadowDomManager'),
  part('the same', /    __publicField\(this, "crossOriginIframeMirror"[^\n]*\n    __publicField\(this, "crossOriginIframeStyleMirror"\);\n/),
  part('the same', /    this\.crossOriginIframeStyleMirror = [\s\S]*?\n    \);\n/),
  part('the same', /    if \(this\.recordCrossOriginIframes\) \{\n[^\n]*\n    \}\n/),
  part('the same', /    if \(this\.recordCrossOriginIframes\)\n[\s\S]*?\n      \);\n/),
  part('no plugins', /  for \(const plugin of plugins \|\| \[\]\) \{\n    if \(plugin\.getMirror\)[\s\S]*?\n  \}\n/),
  part('no plugins', /          plugins: \(\(_a2 = plugins[\s\S]*?\|\| \[\]\n/, '          plugins: []\n'),
  part('no plugins, no packing', /  const eventProcessor = \(e\) => \{[\s\S]*?\n  \};\n/, '  const eventProcessor = (e) => e;\n'),
  part('no plugins', /  const pluginHandlers = \[\];\n[\s\S]*?\n  \}\n(?=  return callbackWrapper)/, '  const pluginHandlers = [];\n'),
  part('the recorder decides when a full picture is due', /      incrementalSnapshotCount\+\+;\n[\s\S]*?      if \(exceedCount[\s\S]*?\n      \}\n/),
  part('a frame does not record itself', /    \} else if \(passEmitsToParent\) \{[\s\S]*?"\*"\);\n    \}\n/, '    }\n'),
  part('a frame does not record itself', /  let passEmitsToParent = false;\n  if \(!inEmittingFrame\) \{[\s\S]*?(?=  if \(mousemoveWait)/),
  part('which inputs are masked is said', /  const maskInputOptions = maskAllInputs === true \? \{[^}]*\n  \} : _maskInputOptions[^\n]*/, '  const maskInputOptions = _maskInputOptions;'),
  part('nobody hooks into it', /  mergeHooks\(o, hooks\);\n/),
  part('fonts are not redrawn into the recording', /    if \(o\.collectFonts\) \{[\s\S]*?\n    \}\n/),
  part('no browser that is recorded needs it', /  polyfill\(\);\n/),
  part('no browser that is recorded needs it', /\ntry \{\n  if \(Array\.from\(\[1\][\s\S]*?\n\}\n(?=const mirror)/, '\n'),
  part('nobody reads the mirror of old', /\nlet _mirror = \{[\s\S]*?\n\}\n(?=function throttle)/, '\n'),
  part('custom events and freezing are not used', /record\.addCustomEvent = [\s\S]*?(?=record\.takeFullSnapshot)/),
];

/** Enumerations as plain numbers, except for those whose names are looked up while recording. */
function inlineEnums(code: string): string {
  let text = code;
  for (const [whole, name, body] of code.matchAll(/var (\w+) = \/\* @__PURE__ \*\/ \(\(\w+\) => \{\n([\s\S]*?)\n\}\)\(\w+ \|\| \{\}\);\n/g)) {
    const rest = text.replace(whole, '');
    if (new RegExp(`\\b${name}\\b(?!\\.\\w)`).test(rest)) continue;
    const values = new Map([...body!.matchAll(/\["(\w+)"\] = (\d+)\]/g)].map(([, key, value]) => [key!, value!]));
    text = rest.replace(new RegExp(`\\b${name}\\.(\\w+)`, 'g'), (_, key: string) => values.get(key) ?? 'void 0');
  }
  return text;
}

/** The engine as the script needs it. */
export function leanEngine(): Plugin {
  return {
    name: 'lean-engine',
    transform(code, id) {
      if (!/@rrweb\/record\/dist\/record\.js/.test(id)) return null;
      const lean = LEFT_OUT.reduce((text, { reason, find, put }) => {
        if (!find.test(text)) throw new Error(`the engine has changed, so this cannot be left out: ${reason} (${find.source.slice(0, 60)})`);
        return text.replace(find, () => put);
      }, code);
      return { code: inlineEnums(lean), map: null };
    },
  };
}
