import { describe, expect, it } from 'vitest';
import { kindOf, placeholderRules } from '../src/lib/replay/placeholders';

describe('what could not be captured', () => {
  it('is a blocked element where its size came without its content', () => {
    expect(kindOf('div', { rr_width: '200px', rr_height: '50px' }, true)).toBe('blocked');
    expect(kindOf('div', { rr_width: '200px', rr_height: '50px' }, false)).toBeNull();
  });

  it('is a frame of another site, and a frame that was recorded is not', () => {
    expect(kindOf('iframe', { rr_src: 'https://pay.example/' }, true)).toBe('frame');
    expect(kindOf('iframe', {}, true)).toBeNull();
  });

  it('is a video or a sound, wherever its address stands', () => {
    expect(kindOf('video', { 'data-lastseen-src': 'https://shop.example/a.mp4' }, true)).toBe('media');
    expect(kindOf('video', {}, false)).toBe('media');
    expect(kindOf('audio', {}, true)).toBe('media');
  });

  it('is a canvas without its picture, an object or an embed', () => {
    expect(kindOf('canvas', { width: '80' }, true)).toBe('canvas');
    expect(kindOf('canvas', { rr_dataURL: 'data:image/png;base64,' }, true)).toBeNull();
    expect(kindOf('object', {}, true)).toBe('object');
    expect(kindOf('embed', {}, true)).toBe('object');
  });

  it('is labelled in full, and in a word where there is little room', () => {
    const rule = placeholderRules.find((r) => r.startsWith('[data-lastseen-placeholder="media"]'))!;
    const media = decodeURIComponent(rule.match(/url\("(.+?)"\)/)![1]!);
    expect(media).toContain('>Video or sound not recorded</text>');
    expect(media).toContain('>Media</text>');
  });
});
