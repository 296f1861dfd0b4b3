const buttons = document.querySelectorAll('[data-filter]');

for (const button of buttons) {
  button.addEventListener('click', () => {
    for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
    for (const good of document.querySelectorAll('[data-goods] > li')) {
      good.hidden = button.dataset.filter !== '' && good.dataset.kind !== button.dataset.filter;
    }
  });
}
