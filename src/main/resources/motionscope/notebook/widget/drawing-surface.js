// A frame to draw over: a box, a painted mask or a path, in shares of the picture. What DrawingSurface.java keeps.
const TOOLS = { BOX: 'Box', MASK: 'Paint', PATH: 'Path' };
const COLOUR = '#56B4E9';
const BRUSH = 0.05; // radius as a share of the picture's width
const STEP = 1 / 64; // of the arrow keys

function render({ model, el }) {
  dress(model, el, 'ms-surface');
  const bar = document.createElement('div');
  bar.className = 'ms-tools';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', model.get('label'));
  const canvas = document.createElement('canvas');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${model.get('label')}: draw with the pointer; arrows move, Shift and arrows resize, Delete removes`);
  el.append(bar, canvas);

  const picture = new Image();
  picture.addEventListener('load', paint);
  let tool = model.get('tools')[0];
  let mask = null; // of the grid, while painting
  let start = null; // where a drag began
  let drawing = model.get('drawing');

  const buttons = model.get('tools').map((name) => button(TOOLS[name], () => choose(name)));
  bar.append(...buttons, button('Clear', () => finish(nothing())));
  choose(tool);

  function button(words, action) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = words;
    made.addEventListener('click', action);
    return made;
  }

  function choose(name) {
    tool = name;
    buttons.forEach((made, i) => made.setAttribute('aria-pressed', model.get('tools')[i] === name));
  }

  function nothing() {
    mask = null;
    return { kind: 'NONE', points: [], columns: 0, rows: 0, runs: [] };
  }

  function newFrame() {
    const bytes = model.get('frame');
    const [width, height] = model.get('size');
    canvas.width = width;
    canvas.height = height;
    if (bytes && bytes.byteLength > 0) {
      if (picture.src) URL.revokeObjectURL(picture.src);
      picture.src = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
    }
  }

  function paint() {
    const g = canvas.getContext('2d');
    g.imageSmoothingEnabled = false;
    g.clearRect(0, 0, canvas.width, canvas.height);
    if (picture.complete && picture.naturalWidth > 0) g.drawImage(picture, 0, 0, canvas.width, canvas.height);
    g.strokeStyle = COLOUR;
    g.fillStyle = `${COLOUR}66`;
    g.lineWidth = 2;
    const at = ([x, y]) => [x * canvas.width, y * canvas.height];
    if (drawing.kind === 'BOX') {
      const [[x0, y0], [x1, y1]] = drawing.points.map(at);
      g.fillRect(x0, y0, x1 - x0, y1 - y0);
      g.strokeRect(x0, y0, x1 - x0, y1 - y0);
    } else if (drawing.kind === 'PATH' || drawing.points.length > 0) {
      const stops = drawing.points.map(at);
      g.beginPath();
      stops.forEach(([x, y], i) => (i === 0 ? g.moveTo(x, y) : g.lineTo(x, y)));
      g.stroke();
      g.fillStyle = COLOUR;
      stops.forEach(([x, y], i) => { g.beginPath(); g.arc(x, y, i === 0 ? 5 : 3, 0, 7); g.fill(); });
    } else if (drawing.kind === 'MASK') {
      const cells = mask ?? unpacked(drawing);
      const [columns, rows] = [drawing.columns, drawing.rows];
      cells.forEach((inside, i) => {
        if (!inside) return;
        const [column, row] = [i % columns, Math.floor(i / columns)];
        g.fillRect((column * canvas.width) / columns, (row * canvas.height) / rows, canvas.width / columns + 0.5, canvas.height / rows + 0.5);
      });
    }
  }

  function share(event) {
    const box = canvas.getBoundingClientRect();
    const clamp = (v) => Math.min(1, Math.max(0, v));
    return [clamp((event.clientX - box.left) / box.width), clamp((event.clientY - box.top) / box.height)];
  }

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    start = share(event);
    if (tool === 'PATH') drawing = { ...nothing(), kind: 'PATH', points: [start] };
    if (tool === 'MASK') {
      if (drawing.kind === 'MASK') mask ??= unpacked(drawing);
      const [columns, rows] = model.get('grid');
      if (drawing.kind !== 'MASK' || !mask) mask = new Array(columns * rows).fill(false);
      drawing = { kind: 'MASK', points: [], columns, rows, runs: [] };
      brush(start);
    }
    paint();
  });

  canvas.addEventListener('pointermove', (event) => {
    if (!start) return;
    const now = share(event);
    if (tool === 'BOX') drawing = boxed(start, now) ?? drawing;
    if (tool === 'MASK') brush(now);
    if (tool === 'PATH') {
      const last = drawing.points[drawing.points.length - 1];
      if (Math.hypot(now[0] - last[0], now[1] - last[1]) > 0.02) drawing.points.push(now);
    }
    paint();
  });

  canvas.addEventListener('pointerup', (event) => {
    if (!start) return;
    const from = start;
    start = null;
    if (tool === 'BOX') finish(boxed(from, share(event)) ?? nothing());
    if (tool === 'MASK') finish({ ...drawing, runs: packed(mask) });
    if (tool === 'PATH') finish(drawing.points.length > 1 ? drawing : nothing());
  });

  function brush([x, y]) {
    const [columns, rows] = model.get('grid');
    const radius = BRUSH * columns;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (Math.hypot(column + 0.5 - x * columns, row + 0.5 - y * rows) <= radius) mask[row * columns + column] = true;
      }
    }
  }

  canvas.addEventListener('keydown', (event) => {
    const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') finish(nothing());
    else if (way && tool === 'BOX') finish(keyed(way, event.shiftKey));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // The first arrow key makes a box in the middle.
  function keyed([dx, dy], resize) {
    const [[x0, y0], [x1, y1]] = drawing.kind === 'BOX' ? drawing.points : [[0.35, 0.35], [0.65, 0.65]];
    const moved = resize ? boxed([x0, y0], [Math.min(1, x1 + dx), Math.min(1, y1 + dy)])
      : [x0 + dx, y0 + dy, x1 + dx, y1 + dy].every((v) => v >= 0 && v <= 1) ? boxed([x0 + dx, y0 + dy], [x1 + dx, y1 + dy]) : null;
    return moved ?? drawing;
  }

  function boxed([ax, ay], [bx, by]) {
    const points = [[Math.min(ax, bx), Math.min(ay, by)], [Math.max(ax, bx), Math.max(ay, by)]];
    const large = points[1][0] - points[0][0] > 0.01 && points[1][1] - points[0][1] > 0.01;
    return large ? { kind: 'BOX', points, columns: 0, rows: 0, runs: [] } : null;
  }

  function finish(next) {
    drawing = next;
    model.set('drawing', next);
    model.save_changes();
    paint();
  }

  function otherDrawing() {
    drawing = model.get('drawing');
    mask = null;
    paint();
  }

  model.on('change:frame', newFrame);
  model.on('change:drawing', otherDrawing);
  newFrame();
  paint();
  return () => { if (picture.src) URL.revokeObjectURL(picture.src); };
}

// Runs along the rows, outside and inside by turns, outside first.
function packed(cells) {
  const runs = [];
  let inside = false;
  let length = 0;
  for (const cell of cells) {
    if (cell !== inside) { runs.push(length); inside = cell; length = 0; }
    length++;
  }
  runs.push(length);
  return runs;
}

function unpacked({ runs }) {
  return runs.flatMap((length, i) => new Array(length).fill(i % 2 === 1));
}

export default { render };
