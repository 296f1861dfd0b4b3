// Before first paint, so that a chosen theme does not flash the system's.
try {
  var theme = localStorage.getItem('lastseen.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch (storageRefused) {
  // The system's theme it is.
}
