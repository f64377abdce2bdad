// What has to run before the page is there.

// A stored color scheme applies before the first paint; without one the system's applies.
try {
  const scheme = localStorage.getItem("roadmap.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is off: the system's scheme applies.
}

// The search index is large and most visits do not search: Material's request for it waits until
// the search box is used. A link with a query (`?q=`) uses it at once.
{
  const { open, send } = XMLHttpRequest.prototype;
  const searches = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("q")) resolve();
    const used = (event) => {
      if (event.target.closest?.(".md-search, .open-search")) resolve();
    };
    addEventListener("focusin", used);
    addEventListener("pointerdown", used);
  });

  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.isIndex = String(url).endsWith("search_index.json");
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (this.isIndex) searches.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
}
