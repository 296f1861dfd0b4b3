/** The range input lies over the whole picture: pointer, touch and arrow keys all move the seam. */
for (const figure of document.querySelectorAll('[data-compare]')) {
  const range = figure.querySelector('input');
  const move = () => figure.style.setProperty('--split', `${range.value}%`);
  range.addEventListener('input', move);
  move();
}
