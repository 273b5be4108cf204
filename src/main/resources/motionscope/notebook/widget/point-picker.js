// A picture with one ringed place, to be set by pointer or arrow keys: what PointPicker.java keeps.
function render({ model, el }) {
  dress(model, el, 'ms-picker');
  el.tabIndex = 0;
  el.setAttribute('role', 'application');
  const picture = document.createElement('img');
  picture.draggable = false;
  const ring = document.createElement('div');
  ring.className = 'ms-ring';
  el.append(picture, ring);
  let address = null;
  let dragging = false;

  function newFrame() {
    const bytes = model.get('frame');
    const [width, height] = model.get('size');
    el.style.width = `${width}px`;
    el.style.aspectRatio = `${width} / ${height}`;
    picture.alt = model.get('label');
    el.setAttribute('aria-label', `${model.get('label')}. Click or use the arrow keys to move the point.`);
    if (!bytes || bytes.byteLength === 0) return;
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
    picture.src = address;
  }

  function place() {
    const [x, y] = model.get('point');
    ring.style.left = `${100 * x}%`;
    ring.style.top = `${100 * y}%`;
  }

  function set(x, y) {
    const clamp = (v) => Math.min(1, Math.max(0, v));
    model.set('point', [clamp(x), clamp(y)]);
    model.save_changes();
    place();
  }

  function follow(event) {
    const box = el.getBoundingClientRect();
    set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }

  el.addEventListener('pointerdown', (event) => { dragging = true; el.setPointerCapture(event.pointerId); follow(event); });
  el.addEventListener('pointermove', (event) => { if (dragging) follow(event); });
  el.addEventListener('pointerup', () => { dragging = false; });
  el.addEventListener('keydown', (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    const [x, y] = model.get('point');
    set(x + way[0] * model.get('step'), y + way[1] * model.get('step'));
    event.preventDefault();
    event.stopPropagation();
  });

  model.on('change:frame', newFrame);
  model.on('change:point', place);
  newFrame();
  place();
  return () => { if (address) URL.revokeObjectURL(address); };
}

export default { render };
