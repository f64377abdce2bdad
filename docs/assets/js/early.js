// What has to run before the page is there.

// A stored color scheme applies before the first paint; without one the system's applies.
try {
  const scheme = localStorage.getItem("roadmap.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is off: the system's scheme applies.
}
