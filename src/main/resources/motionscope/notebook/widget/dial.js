// A direction as an arrow in a ring: Dial.java. Degrees as in mathematics: 0 is right, 90 is up.
const SVG = 'http://www.w3.org/2000/svg';
const WORDS = { 0: 'right', 45: 'right and up', 90: 'up', 135: 'left and up', 180: 'left', 225: 'left and down', 270: 'down', 315: 'right and down' };

function render({ model, el }) {
  const step = model.get('step');
  dress(model, el, 'ms-dial');
  const label = document.createElement('span');
  label.className = 'ms-dial-label';
  label.textContent = model.get('label');
  const ring = element('svg', { viewBox: '-50 -50 100 100', width: 84, height: 84, tabindex: 0, role: 'slider', 'aria-valuemin': 0, 'aria-valuemax': 360 - step });
  ring.setAttribute('aria-label', model.get('label'));
  ring.append(element('circle', { r: 44, fill: 'transparent', stroke: 'currentColor', 'stroke-opacity': 0.4, 'stroke-width': 2 }));
  for (let d = 0; d < 360; d += 45) ring.append(element('line', { x1: 38, x2: 43, stroke: 'currentColor', 'stroke-opacity': 0.6, 'stroke-width': 2, transform: `rotate(${-d})` }));
  const arrow = element('path', { d: 'M-30,4 L14,4 L14,13 L36,0 L14,-13 L14,-4 L-30,-4 Z', fill: 'currentColor' });
  ring.append(arrow);
  const words = document.createElement('output');
  el.append(label, ring, words);
  let held = false;

  function draw() {
    const degrees = model.get('degrees');
    arrow.setAttribute('transform', `rotate(${-degrees})`);
    const said = `${degrees}°${WORDS[degrees] ? `, ${WORDS[degrees]}` : ''}`;
    words.textContent = said;
    ring.setAttribute('aria-valuenow', degrees);
    ring.setAttribute('aria-valuetext', said);
  }

  function turn(degrees) {
    const next = ((Math.round(degrees / step) * step) % 360 + 360) % 360;
    if (next === model.get('degrees')) return;
    model.set('degrees', next);
    model.save_changes();
  }

  function follow(event) {
    const box = ring.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
    if (Math.hypot(x, y) > 4) turn((Math.atan2(-y, x) * 180) / Math.PI);
  }

  ring.addEventListener('pointerdown', (event) => { held = true; ring.setPointerCapture(event.pointerId); follow(event); });
  ring.addEventListener('pointermove', (event) => { if (held) follow(event); });
  ring.addEventListener('pointerup', () => { held = false; });
  ring.addEventListener('pointercancel', () => { held = false; });
  ring.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: step, ArrowUp: step, ArrowRight: -step, ArrowDown: -step, PageUp: 45, PageDown: -45 }[event.key];
    if (event.key === 'Home') turn(0);
    else if (by) turn(model.get('degrees') + by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  model.on('change:degrees', draw);
  draw();
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

export default { render };
