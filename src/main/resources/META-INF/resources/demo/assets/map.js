document.querySelector('a').addEventListener('click', (event) => {
  event.preventDefault();
  document.querySelector('#yard').textContent = 'Through the blue gate, second door on the left';
});
