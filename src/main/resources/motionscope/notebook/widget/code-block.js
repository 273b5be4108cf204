// Code and a button that copies it: CodeBlock.java.
function render({ model, el }) {
  dress(model, el, 'ms-code');
  const text = document.createElement('pre');
  text.tabIndex = 0;
  const copy = document.createElement('button');
  copy.type = 'button';
  const bar = document.createElement('div');
  bar.className = 'ms-tools';
  bar.append(copy);
  el.append(bar, text);

  function draw() {
    text.textContent = model.get('code');
    copy.textContent = 'Copy';
  }

  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(model.get('code'));
      copy.textContent = 'Copied';
    } catch {
      window.getSelection().selectAllChildren(text); // the page may not write: Ctrl+C does
      copy.textContent = 'Selected; press Ctrl+C';
    }
  });
  model.on('change:code', draw);
  draw();
}

export default { render };
