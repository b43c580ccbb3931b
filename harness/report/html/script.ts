/**
 * The page's script: chips that show the tests of one verdict, links that open what they lead to, and buttons that copy a
 * command. Without it the page shows all.
 */
export const script = `
const chips = [...document.querySelectorAll('.chip')];
const show = (status) => {
  for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset.show === status));
  for (const test of document.querySelectorAll('.test')) test.hidden = status !== '' && !test.classList.contains(status);
  for (const lesson of document.querySelectorAll('.lesson')) {
    const some = lesson.querySelector('.test:not([hidden])') !== null;
    lesson.hidden = !some;
    lesson.open = status !== '' && some;
  }
};
for (const chip of chips) {
  chip.disabled = false;
  chip.addEventListener('click', () => { show(chip.getAttribute('aria-pressed') === 'true' ? '' : chip.dataset.show); });
}
const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const around = target?.closest('details');
  if (around && !around.open) { around.open = true; target.scrollIntoView(); }
};
addEventListener('hashchange', openTarget);
openTarget();
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    getSelection().selectAllChildren(button.parentElement.querySelector('code'));
    if (document.execCommand('copy')) button.classList.add('copied');
  });
}
`;
