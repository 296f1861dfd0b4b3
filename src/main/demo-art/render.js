// Renders one picture per job, in tiles so that a software renderer stays responsive, and posts it as WebP and JPEG.
const source = await (await fetch('chair.glsl')).text();
const jobs = await (await fetch('jobs.json')).json();
const canvas = document.querySelector('canvas');
const gl = canvas.getContext('webgl2', { preserveDrawingBuffer: true });
gl.getExtension('EXT_color_buffer_float');
const shader = (type, text) => {
  const it = gl.createShader(type);
  gl.shaderSource(it, text);
  gl.compileShader(it);
  if (!gl.getShaderParameter(it, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(it));
  return it;
};
const program = gl.createProgram();
gl.attachShader(program, shader(gl.VERTEX_SHADER, '#version 300 es\nvoid main(){vec2 p=vec2(gl_VertexID&1,gl_VertexID>>1)*4.-1.;gl_Position=vec4(p,0,1);}'));
gl.attachShader(program, shader(gl.FRAGMENT_SHADER, source));
gl.linkProgram(program);
gl.useProgram(program);
const at = (name) => gl.getUniformLocation(program, name);

/** Highlights roll off instead of clipping; then the sRGB curve. */
const tone = (x) => {
  const y = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14);
  return 255 * Math.min(1, y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055);
};

for (const job of jobs) {
  const { name, width, height, samples, eye, target, zoom, worn = 0, fabric = 0, lift = 0, widths = [width], quality = 0.82, bounces = 3 } = job;
  canvas.width = width;
  canvas.height = height;
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, width, height);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  gl.viewport(0, 0, width, height);
  gl.uniform2f(at('size'), width, height);
  gl.uniform1f(at('worn'), worn);
  gl.uniform1i(at('fabric'), fabric);
  gl.uniform1f(at('lift'), lift);
  gl.uniform3fv(at('eye'), eye);
  gl.uniform3fv(at('target'), target);
  gl.uniform1f(at('zoom'), zoom);
  gl.uniform1i(at('bounces'), bounces);
  gl.enable(gl.SCISSOR_TEST);
  const sum = new Float32Array(width * height * 4);
  const pixels = new Float32Array(width * height * 4);
  for (let sample = 0; sample < samples; sample++) {
    gl.uniform1f(at('frame'), sample);
    for (let y = 0; y < height; y += 128) {
      gl.scissor(0, y, width, 128);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 3);
      gl.finish();
    }
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, pixels);
    for (let i = 0; i < sum.length; i++) sum[i] += pixels[i];
    if (sample === 0 || sample % 8 === 7) await fetch(`log?${name}-${sample}`, { method: 'POST' });
  }
  const image = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = ((height - 1 - y) * width + x) * 4;
      const to = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) image.data[to + c] = tone((sum[from + c] / samples) * 0.5);
      image.data[to + 3] = 255;
    }
  }
  const whole = new OffscreenCanvas(width, height);
  whole.getContext('2d').putImageData(image, 0, 0);
  for (const w of widths) {
    const h = Math.round((height * w) / width);
    const scaled = new OffscreenCanvas(w, h);
    const context = scaled.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(whole, 0, 0, w, h);
    for (const [type, ending] of [['image/webp', 'webp'], ['image/jpeg', 'jpg']]) {
      const blob = await scaled.convertToBlob({ type, quality });
      await fetch(`save?${name}-${w}.${ending}`, { method: 'POST', body: blob });
    }
  }
}
await fetch('done', { method: 'POST' });
