// What a panel's controls were told by the keyboard goes no further: in JupyterLab an arrow key on a list would go to the next
// cell, and an x would cut this one. Escape and keys with Ctrl, Alt or Meta are the page's still.
function render({ el }) {
  const stop = (event) => {
    const pages = event.key === 'Escape' || event.key === 'Tab' || event.ctrlKey || event.altKey || event.metaKey || (event.shiftKey && event.key === 'Enter');
    if (!pages) event.stopPropagation();
  };
  let panel = null;
  let frame = requestAnimationFrame(function attach() {
    panel = el.closest('.ms-panel');
    if (panel) panel.addEventListener('keydown', stop);
    else frame = requestAnimationFrame(attach); // not in the page yet
  });
  return () => {
    cancelAnimationFrame(frame);
    panel?.removeEventListener('keydown', stop);
  };
}

export default { render };
