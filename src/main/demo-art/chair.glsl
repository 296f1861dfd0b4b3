#version 300 es
// A dining chair with a drop-in seat, path traced with signed distances. Metres; y up, z towards the viewer.
precision highp float;
out vec4 colour;
uniform vec2 size;
uniform float frame;
uniform float worn;      // 1: before, 0: after
uniform int fabric;      // see cloth()
uniform float lift;      // how far the seat is lifted out of the frame, in metres
uniform vec3 eye, target;
uniform float zoom;
uniform int bounces;

uint state;
float rnd() { state = state * 747796405u + 2891336453u; uint w = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u; return float((w >> 22u) ^ w) / 4294967296.0; }
float hash(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p); f = f * f * (3. - 2. * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
float fbm(vec2 p) { return noise(p) * .5 + noise(p * 2.1 + 7.) * .27 + noise(p * 4.3 + 3.) * .15 + noise(p * 9.1) * .08; }

float box(vec3 p, vec3 b, float r) { vec3 q = abs(p) - b + r; return length(max(q, 0.)) + min(max(q.x, max(q.y, q.z)), 0.) - r; }
float smin(float a, float b, float k) { float h = max(k - abs(a - b), 0.) / k; return min(a, b) - h * h * k * .25; }
float back(float y) { return y < .45 ? -.205 - .075 * pow(max(1. - y / .45, 0.), 2.) : -.205 - .125 * pow((y - .45) / .5, 1.35); }
// Half the chair's width at a depth: the seat is a trapezoid.
float wide(float z) { return mix(.198, .248, clamp((z + .21) / .43, 0., 1.)); }

float legProfile(float y) {
  float r = mix(.0115, .0195, clamp(y / .33, 0., 1.));
  r += .0055 * exp(-pow((y - .322) / .007, 2.)) + .004 * exp(-pow((y - .30) / .006, 2.)) + .005 * exp(-pow((y - .035) / .009, 2.)) - .003 * exp(-pow((y - .31) / .004, 2.));
  return r;
}
float woodwork(vec3 p) {
  vec3 q = vec3(abs(p.x), p.yz);
  // stiles: back legs and back in one sweep
  float z = back(p.y), flare = .19 + .012 * smoothstep(.45, .95, p.y) + .008 * smoothstep(.3, .0, p.y);
  float taper = p.y > .45 ? mix(.0185, .0135, (p.y - .45) / .5) : mix(.0145, .0185, max(p.y, 0.) / .45);
  float d = box(vec3(q.x - flare, p.y - .478, p.z - z), vec3(taper, .478, taper * 1.05), .005) * .82;
  // What is far above or below is only as far as its nearest height.
  if (p.y > .56) d = min(d, p.y - .452);
  else {
    // front legs: turned, square where the rails enter
    vec3 f = q - vec3(.234, 0., .205);
    d = min(d, max(length(f.xz) - legProfile(p.y), abs(p.y - .172) - .17) * .8);
    d = min(d, box(f - vec3(0, .389, 0), vec3(.0225, .0605, .0225), .004));
    // seat rails
    d = min(d, box(p - vec3(0, .418, .214), vec3(.225, .032, .0125), .003));
    d = min(d, box(p - vec3(0, .425, -.207), vec3(.185, .025, .012), .003));
    float slope = (.248 - .198) / .43;
    d = min(d, box(vec3((q.x - wide(p.z) + .010) * .993, p.y - .418, p.z), vec3(.0125, .032, .205), .003));
    // stretchers
    d = min(d, max(length(vec2(q.x - mix(.196, .234, clamp((p.z + .24) / .45, 0., 1.)), p.y - .150)) - (.0085 + .0045 * exp(-pow((p.z) / .1, 2.))), abs(p.z + .02) - .225) * .9);
    d = min(d, max(length(vec2(p.y - .150, p.z + .01)) - (.0085 + .0045 * exp(-pow(p.x / .08, 2.))), q.x - .214) * .9);
  }
  if (p.y < .48) d = min(d, .565 - p.y);
  else {
    // crest rail, bowed backwards and arched
    float bow = -.022 * (1. - pow(p.x / .2, 2.));
    float arch = .016 * (1. - pow(p.x / .2, 2.)) ;
    float cz = back(.905) + bow;
    d = min(d, box(vec3(p.x, p.y - .908 - arch * smoothstep(.87, .93, p.y), p.z - cz - (p.y - .908) * -.28), vec3(.214, .046, .0105), .009) * .85);
    // cross rail and spindles
    d = min(d, box(vec3(p.x, p.y - .585, p.z - back(.585) - bow * .6), vec3(.192, .0165, .0095), .004) * .9);
    for (int i = -2; i <= 2; i++) {
      float x = float(i) * .066;
      float t = (p.y - .60) / .27;
      float b = -.022 * (1. - pow(x / .2, 2.));
      float sz = mix(back(.585) + b * .6, back(.87) + b, clamp(t, 0., 1.));
      float r = .0066 + .004 * exp(-pow((t - .5) / .16, 2.)) + .0032 * exp(-pow((t - .12) / .025, 2.)) + .0032 * exp(-pow((t - .88) / .025, 2.));
      d = min(d, max(length(vec2(p.x - x, p.z - sz)) - r, abs(p.y - .735) - .145) * .85);
    }
  }
  return d;
}
float seat(vec3 p) {
  p.y -= lift;
  if (lift > .02) { float a = lift * .9; p.yz = mat2(cos(a), -sin(a), sin(a), cos(a)) * (p.yz - vec2(.45, -.1)) + vec2(.45, -.1); }
  float k = wide(p.z) / .235, x = p.x / k;
  float nx = clamp(abs(x) / .21, 0., 1.), nz = clamp(abs(p.z - .006) / .2, 0., 1.);
  float crown = (1. - pow(nx, 2.6)) * (1. - pow(nz, 2.6));
  float h = mix(.034, -.024, worn) * crown;
  if (worn > .5) h += .011 * (fbm(p.xz * 9.) - .5) * crown + .004 * sin(p.x * 60. + p.z * 25.) * crown * noise(p.xz * 14.);
  float top = box(vec3(x, p.y - .457 - h * smoothstep(.44, .47, p.y), p.z - .006), vec3(.2215, .023, .196), mix(.016, .011, worn));
  return top * .72;
}
float piping(vec3 p) {
  if (worn > .5) return 1e3;
  p.y -= lift;
  if (lift > .02) { float a = lift * .9; p.yz = mat2(cos(a), -sin(a), sin(a), cos(a)) * (p.yz - vec2(.45, -.1)) + vec2(.45, -.1); }
  float x = p.x / (wide(p.z) / .235);
  vec2 q = abs(vec2(x, p.z - .006)) - vec2(.2235, .198) + .012;
  float e = length(max(q, 0.)) + min(max(q.x, q.y), 0.) - .012;
  return (length(vec2(e, p.y - .4535)) - .0042) * .8;
}
int hitId;
float map(vec3 p) {
  float w = woodwork(p), s = p.y - .53 - lift, c = s;
  if (s < .1) { s = seat(p); c = piping(p); }
  float d = min(w, min(s, c));
  hitId = d == w ? 2 : d == s ? 3 : 4;
  return d;
}
vec3 normal(vec3 p) {
  vec2 e = vec2(.0004, -.0004);
  return normalize(e.xyy * map(p + e.xyy) + e.yyx * map(p + e.yyx) + e.yxy * map(p + e.yxy) + e.xxx * map(p + e.xxx));
}
// Distance along the ray; id 0 sky, 1 room, 2 wood, 3 cloth, 4 piping
float trace(vec3 o, vec3 d, float far, out int id) {
  id = 0;
  vec3 lo = vec3(-.29, 0., -.40), hi = vec3(.29, 1.0 + lift, .27 + lift * .5), a = (lo - o) / d, b = (hi - o) / d, n = min(a, b), x = max(a, b);
  float t0 = max(max(n.x, n.y), max(n.z, 0.)), t1 = min(min(x.x, x.y), min(x.z, far)), best = far;
  if (t0 < t1) {
    float t = t0;
    for (int i = 0; i < 110 && t < t1; i++) {
      float s = map(o + d * t);
      if (s < .00035) { id = hitId; return t; }
      t += s;
    }
  }
  if (d.y < 0.) { float t = -o.y / d.y; if (t < best) { best = t; id = 1; } }
  if (d.z < 0.) { float t = (-.95 - o.z) / d.z; if (t > 0. && t < best) { best = t; id = 1; } }
  return best;
}
float weave(vec2 u) { return .82 + .18 * sin(u.x * 3.14159) * sin(u.y * 3.14159) + .1 * (hash(floor(u)) - .5); }
vec3 cloth(vec3 p) {
  vec2 u = vec2(p.x / (wide(p.z) / .235), p.z);
  float w = weave(u * 900.);
  if (worn > .5) {
    vec3 base = mix(vec3(.50, .33, .27), vec3(.60, .47, .36), fbm(u * 7.));
    vec2 c = fract(u * 13. + vec2(0., .5 * mod(floor(u.x * 13.), 2.))) - .5;
    float motif = smoothstep(.05, .0, abs(length(c * vec2(1., .7)) - .27)) + smoothstep(.12, .06, length(c));
    base = mix(base, vec3(.42, .22, .20), motif * .55 * (.3 + .7 * noise(u * 22.)));
    base = mix(base, vec3(.67, .58, .45), smoothstep(.10, .0, abs(length(u * vec2(.9, 1.1)) - .09) - .03) * .55);
    float stain = smoothstep(.03, .0, abs(length(u - vec2(.09, .04)) - .058 - .012 * noise(u * 40.)) - .002);
    base *= 1. - .35 * stain - .14 * smoothstep(.07, .04, length(u - vec2(.09, .04)));
    float edge = max(abs(u.x) / .22, abs(u.y) / .2);
    base *= 1. - .35 * smoothstep(.8, 1., edge) * fbm(u * 30.);
    vec2 h = u - vec2(-.075, .085); h = vec2(h.x * .8 + h.y * .5, h.y * 1.2 - h.x * .35);
    float r = length(h * vec2(.6, 1.5)) + .030 * (fbm(u * 42.) - .5);
    if (r < .062) base = r < .050 ? mix(vec3(.62, .47, .24), vec3(.10, .065, .03), noise(vec2(u.x * 240. + 30. * noise(u * 50.), u.y * 90.))) : vec3(.78, .70, .58) * (.5 + .5 * hash(floor(u * 700.)));
    return base * w * .8;
  }
  if (fabric == 0) { // ticking
    float s = fract(u.x * 24.), line = step(.30, s) * step(s, .55) + step(.66, s) * step(s, .70) + step(.15, s) * step(s, .19);
    return mix(vec3(.87, .85, .79), vec3(.08, .15, .33), line) * w;
  }
  if (fabric == 1) return vec3(.045, .215, .20) * mix(.72, 1.25, fbm(u * 30.)) * (.9 + .1 * w);                       // velvet
  if (fabric == 2) { float h = abs(fract(u.x * 34.) - .5) * 2.; float z = step(.5, fract((u.y * 34. + h * .9))); return mix(vec3(.26, .26, .27), vec3(.76, .73, .67), z) * w; } // herringbone
  if (fabric == 3) return mix(vec3(.62, .53, .40), vec3(.78, .70, .57), noise(vec2(u.x * 420., u.y * 14.)) * .5 + noise(vec2(u.x * 14., u.y * 420.)) * .5) * w; // linen
  if (fabric == 4) { vec2 c = fract(u * vec2(15., 13.) + vec2(0., .5 * mod(floor(u.x * 15.), 2.))) - .5; float a = atan(c.y, c.x), r = length(c); float petal = smoothstep(.02, -.02, r - .26 - .08 * cos(a * 5.)); float eye = smoothstep(.02, -.02, r - .09); return mix(mix(vec3(.62, .12, .08), vec3(.93, .82, .66), petal), vec3(.80, .50, .09), eye) * w; } // block print
  if (fabric == 5) { float a = .35 + .65 * step(.5, fract(u.x * 11.)), b = .35 + .65 * step(.5, fract(u.y * 11.)); vec3 t = mix(vec3(.20, .27, .18), vec3(.74, .70, .52), a * b); float l = step(.94, fract(u.x * 11. + .25)) + step(.94, fract(u.y * 11. + .25)); return mix(t, vec3(.58, .14, .10), min(l, 1.) * .75) * w; } // check
  if (fabric == 6) return mix(vec3(.23, .085, .035), vec3(.36, .15, .065), fbm(u * 60.)) * (.82 + .25 * smoothstep(.2, .6, noise(u * 260.))); // leather
  return mix(vec3(.60, .36, .06), vec3(.80, .53, .14), noise(u * 500.)) * (.75 + .35 * noise(u * 260.)); // bouclé wool
}
vec3 wood(vec3 p, out float shine) {
  bool upright = abs(p.x) > .17 && abs(p.x) < .26 && (p.y < .39 || p.z < -.19);
  vec2 g = upright || (p.y > .61 && p.y < .86) ? vec2(p.x * 60. + p.z * 50., p.y * 5.) : vec2((p.y * 60. + p.z * 20.), p.x * 5. + p.z * 3.);
  float ring = fbm(g + 2. * fbm(g * .5));
  vec3 c = mix(vec3(.13, .050, .020), vec3(.33, .145, .058), ring);
  shine = .9;
  if (worn > .5) {
    c = mix(vec3(.20, .135, .085), vec3(.36, .27, .19), ring);
    c = mix(c, vec3(.52, .44, .34), smoothstep(.62, .75, fbm(p.xy * 21. + p.z * 9.)) * .6);
    c *= 1. - .5 * smoothstep(.012, .0, abs(fract(p.y * 3.1 + p.x * 2.3 + noise(p.xy * 8.) * .3) - .5)) * noise(p.xy * 30.);
    shine = .12;
  }
  return c;
}
vec3 room(vec3 p) {
  if (p.z < -.949) {
    vec3 wall = vec3(.70, .745, .765) * (.985 + .03 * fbm(p.xy * 40.));
    if (p.y < .135) { wall = vec3(.86, .86, .84); if (abs(p.y - .115) < .0025 || p.y < .004) wall *= .6; }
    return wall;
  }
  float n = floor(p.x / .135), f = fract(p.x / .135), z = p.z + hash(vec2(n, 3.)) * 2.;
  float board = hash(vec2(n, floor(z / 1.3)));
  vec2 g = vec2(p.x * 34. + board * 50., p.z * 2.4);
  vec3 c = mix(vec3(.47, .34, .215), vec3(.63, .485, .33), fbm(g + 1.5 * fbm(g * .6))) * (.88 + .2 * board);
  return c * (1. - .6 * smoothstep(.018, .0, min(f, 1. - f)) - .5 * smoothstep(.003, .0, abs(fract(z / 1.3) - .5) * 1.3 - .0));
}
vec3 cosine(vec3 n) { float a = 6.28318 * rnd(), z = 1. - 2. * rnd(), r = sqrt(max(1. - z * z, 0.)); return normalize(n + vec3(r * cos(a), r * sin(a), z) * .999); }
// Light through a tall window on the left, plus a soft room.
vec3 sky(vec3 d) {
  float soft = .72 + .35 * d.y - .25 * d.x;
  vec3 c = vec3(.86, .93, 1.) * soft;
  float win = smoothstep(.40, .55, -d.x) * smoothstep(.02, .12, d.y) * smoothstep(.85, .7, d.y) * smoothstep(-.3, -.1, d.z);
  return c + vec3(1., .97, .9) * .8 * win;
}
const vec3 sunAt = vec3(-.62, .62, .47);
float gobo(vec3 p, vec3 l) {
  vec3 w = p + l * ((-2.2 - p.x) / l.x);
  vec2 q = (w.zy - vec2(1.35, 2.25));
  float inside = smoothstep(1.0, .9, abs(q.x)) * smoothstep(1.55, 1.4, abs(q.y));
  vec2 b = abs(fract(q / vec2(.66, .78) + vec2(.5)) - .5);
  float bars = smoothstep(.03, .06, b.x) * smoothstep(.025, .05, b.y);
  return mix(.10, 1., inside * bars);
}
void material(int id, vec3 p, inout vec3 n, out vec3 albedo, out float shine) {
  shine = 0.;
  if (id == 1) albedo = room(p);
  else if (id == 2) albedo = wood(p, shine);
  else if (id == 3) {
    vec3 q = p; q.y -= lift;
    if (lift > .02) { float a = lift * .9; q.yz = mat2(cos(a), -sin(a), sin(a), cos(a)) * (q.yz - vec2(.45, -.1)) + vec2(.45, -.1); }
    albedo = q.y < .437 ? vec3(.05) : cloth(q);
    vec2 u = q.xz * 1100.; n = normalize(n + .10 * vec3(noise(u) - .5, 0., noise(u + 9.) - .5));
    if (worn < .5 && fabric == 6) shine = .35;
  } else albedo = fabric == 0 ? vec3(.07, .13, .30) : fabric == 1 ? vec3(.03, .15, .14) : fabric == 2 ? vec3(.22) : fabric == 3 ? vec3(.60, .52, .40) : fabric == 4 ? vec3(.55, .10, .07) : fabric == 5 ? vec3(.17, .23, .15) : fabric == 6 ? vec3(.20, .075, .03) : vec3(.58, .36, .07);
}
void main() {
  uvec2 px = uvec2(gl_FragCoord.xy);
  state = px.x * 1973u + px.y * 9277u + uint(frame) * 26699u + 1u; rnd(); rnd();
  vec2 uv = (gl_FragCoord.xy + vec2(rnd(), rnd()) - .5 - .5 * size) / size.y;
  vec3 f = normalize(target - eye), r = normalize(cross(f, vec3(0, 1, 0))), u = cross(r, f);
  vec3 o = eye, d = normalize(f * zoom + r * uv.x + u * uv.y), gain = vec3(1), sum = vec3(0);
  for (int bounce = 0; bounce < bounces; bounce++) {
    int id; float t = trace(o, d, 9., id);
    if (id == 0) { sum += gain * sky(d); break; }
    vec3 p = o + d * t;
    vec3 n = id == 1 ? (p.z < -.949 ? vec3(0, 0, 1) : vec3(0, 1, 0)) : normal(p);
    vec3 albedo; float shine; material(id, p, n, albedo, shine);
    vec3 l = normalize(sunAt + .035 * (vec3(rnd(), rnd(), rnd()) - .5) * 2.);
    vec3 q = p + n * .0015;
    int s; float nl = dot(n, l);
    vec3 direct = vec3(0);
    if (nl > 0.) { trace(q, l, 4., s); if (s == 0) direct = vec3(1., .93, .82) * 1.75 * nl * gobo(p, l); }
    if (id == 3 && worn < .5 && fabric == 1) albedo *= .75 + 1.6 * pow(1. - max(dot(n, -d), 0.), 2.2);
    float fresnel = shine * (.035 + .5 * pow(1. - max(dot(n, -d), 0.), 5.));
    if (id == 2 || shine > 0.) { vec3 h = normalize(l - d); direct += direct * shine * .9 * pow(max(dot(n, h), 0.), 70.) / max(albedo, vec3(.05)) * .35; }
    sum += gain * albedo * direct;
    o = q;
    if (rnd() < fresnel) { d = normalize(reflect(d, n) + .06 * (vec3(rnd(), rnd(), rnd()) - .5)); }
    else { gain *= albedo; d = cosine(n); }
  }
  colour = vec4(min(sum, vec3(4.)), 1);
}
