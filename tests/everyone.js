// What tests/test_everyone.py asks of a page as a user meets it. Each function gives a list of faults.
(() => {
  const TARGETS = "a[href], button, summary, input, select, textarea, [tabindex='0']";
  const sign = (element) => {
    const name = element.id ? `#${element.id}` : [...element.classList].map((c) => `.${c}`).join("");
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.localName}${name} “${text}”`;
  };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter(seen);
  const typeset = (element) => element.closest(".katex, svg, .unseen");

  /** Adds rules, which the policy of the page allows to no style element. */
  function style(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }

  /** Sideways scroll of the page, and boxes that scroll with no name or out of the keyboard's reach. */
  function wide() {
    const faults = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > innerWidth) {
      const over = all("body *").filter(
        (e) => e.getBoundingClientRect().right > innerWidth + 1 && !scrolled(e.parentElement),
      );
      const names = over.slice(0, 3).map(sign);
      faults.push(`page: ${page.scrollWidth} px in a window of ${innerWidth}: ${names}`);
    }
    for (const box of all("body *")) {
      const { overflowX } = getComputedStyle(box);
      if (!["auto", "scroll"].includes(overflowX) || box.scrollWidth <= box.clientWidth + 1) continue;
      const named = box.ariaLabel && box.role;
      if (box.tabIndex < 0 || !named) faults.push(`scrolls without name or focus: ${sign(box)}`);
    }
    return faults;
  }

  /** The lines of text that are seen, with the element that holds them. */
  function lines(root) {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const holder = text.parentElement;
      if (!text.data.trim() || typeset(holder) || !seen(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (box.width > 1 && box.height > 1) found.push({ holder, text: text.data.trim(), box });
      }
    }
    return found;
  }

  /** Whether the text is in a box that scrolls, which shows it in time. */
  const scrolled = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(box).overflow)) return true;
    }
    return false;
  };

  /** Text that is cut off by its box, leaves the window or lies on other text. */
  function cut(selector = "body") {
    const faults = [];
    const roots = all(selector);
    const texts = roots.flatMap(lines);
    for (const { holder, text, box } of texts) {
      if (scrolled(holder)) continue;
      if (box.left < -1 || box.right > innerWidth + 1) faults.push(`leaves the window: ${text.slice(0, 40)}`);
      for (let frame = holder; frame !== document.body; frame = frame.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(frame);
        const { left, right, top, bottom } = frame.getBoundingClientRect();
        const x = overflowX !== "visible" && (box.left < left - 1 || box.right > right + 1);
        // The box of a line is higher than its letters.
        const y = overflowY !== "visible" && (box.top < top - 4 || box.bottom > bottom + 4);
        if (x || y) faults.push(`cut by ${sign(frame)}: ${text.slice(0, 40)}`);
      }
    }
    const moving = (element) => element.closest(".md-header, .md-sidebar, .new-version, .search-found");
    const sorted = texts.sort((a, b) => a.box.top - b.box.top);
    sorted.forEach((one, index) => {
      for (const other of sorted.slice(index + 1)) {
        if (other.box.top > one.box.bottom) break;
        if (one.holder === other.holder || moving(one.holder) !== moving(other.holder)) continue;
        if (scrolled(one.holder) !== scrolled(other.holder)) continue;
        const x = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const y = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const small = Math.min(one.box.height, other.box.height);
        if (x > 2 && y > small / 2) {
          faults.push(`overlap: “${one.text.slice(0, 30)}” and “${other.text.slice(0, 30)}”`);
        }
      }
    });
    return faults;
  }

  /** Boxes of buttons and the like out of which text runs. */
  function burst() {
    return all("button, summary, select, input, .card, .quiz-option, .turn a, header").flatMap((box) => {
      const frame = box.getBoundingClientRect();
      return lines(box)
        .filter(({ holder, box: b }) => !holder.closest(".search-found") && !scrolled(holder) &&
          (b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 4 || b.bottom > frame.bottom + 4))
        .map(({ text }) => `runs out of ${sign(box)}: ${text.slice(0, 40)}`);
    });
  }

  /** A link in a sentence: its line also holds text that is no target. */
  function inline(target) {
    if (getComputedStyle(target).display !== "inline") return false;
    let block = target.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const copy = block.cloneNode(true);
    for (const other of copy.querySelectorAll(`${TARGETS}, ul, ol`)) other.remove();
    return /\p{L}/u.test(copy.textContent);
  }

  /** Pointer targets below 24 by 24 px whose circle of that size touches another target (WCAG 2.5.8). */
  function small(root = "body") {
    const targets = all(TARGETS, document.querySelector(root))
      .filter((t) => !t.closest(".unseen") && !t.matches("[tabindex]:not(a, button)"))
      .map((target) => {
        const label = target.matches("input[type=checkbox], input[type=radio]") && target.closest("label");
        const boxes = [...(label || target).getClientRects()]; // of a link in two lines: two
        return { target, boxes, largest: boxes.reduce((a, b) => (b.width > a.width ? b : a), boxes[0]) };
      })
      .filter(({ largest }) => largest);
    const tight = ({ largest }) => largest.width < 23.99 || largest.height < 23.99;
    const gap = (x, y, box) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
    return targets
      .filter((one) => tight(one) && !inline(one.target))
      .filter((one) => {
        const [x, y] = middle(one.largest);
        return targets.some((other) => {
          if (other.target.contains(one.target) || one.target.contains(other.target)) return false;
          const [a, b] = middle(other.largest);
          return (
            other.boxes.some((box) => gap(x, y, box) < 12) || (tight(other) && Math.hypot(x - a, y - b) < 23.99)
          );
        });
      })
      .map(({ target, largest: box }) => `${box.width.toFixed(1)} × ${box.height.toFixed(1)} px: ${sign(target)}`);
  }

  /** Red, green, blue and alpha of a computed color, from 0 to 1. */
  function rgba(color) {
    const values = color.match(/[\d.]+/g).map(Number);
    const top = color.startsWith("rgb") ? 255 : 1;
    return [...values.slice(0, 3).map((v) => v / top), values[3] ?? 1];
  }
  const over = (a, b) => a.slice(0, 3).map((v, i) => v * a[3] + b[i] * (1 - a[3]));
  const light = (color) => {
    const [r, g, b] = color.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** The color behind an element, with those that shine through. */
  function ground(element) {
    const layers = [];
    for (let box = element; box; box = box.parentElement) {
      const color = rgba(getComputedStyle(box).backgroundColor);
      layers.push(color);
      if (color[3] === 1) break;
    }
    return layers.reduceRight((below, color) => over(color, below), [1, 1, 1]);
  }
  function contrast(color, element) {
    const behind = ground(element);
    const [a, b] = [light(over(rgba(color), behind)), light(behind)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** Waits until what came near the window is laid out. */
  const settled = () => frame().then(frame); // conftest.py has `frame`

  /** How the element that has the focus shows it, and where it stands after the stop before. */
  async function focus() {
    await settled();
    const stop = document.activeElement;
    if (stop === document.body || stop === document.documentElement) return { name: "", faults: [] };
    const faults = [];
    const frame = stop.closest("site-search label") ?? stop;
    const css = getComputedStyle(frame);
    const width = css.outlineStyle === "none" ? 0 : Number.parseFloat(css.outlineWidth);
    const inner = Number.parseFloat(css.outlineOffset) < 0;
    const shown = width >= 2 ? contrast(css.outlineColor, inner ? frame : frame.parentElement) : 0;
    if (width < 2) faults.push("no outline");
    else if (shown < 3) faults.push(`outline with contrast ${shown.toFixed(2)}`);
    const boxes = [...stop.getClientRects()];
    const reached = boxes.some((box) => {
      const xs = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
      const ys = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
      return xs.some((x) => ys.some((y) => {
        const hit = document.elementFromPoint(x, y);
        return hit && (stop.contains(hit) || hit.contains(stop));
      }));
    });
    if (!reached) faults.push("hidden or out of the window");
    const header = document.querySelector("header")?.getBoundingClientRect();
    const top = boxes[0]?.top ?? 0;
    if (header && !stop.closest("header") && top < header.bottom - 1 && (boxes.at(-1)?.bottom ?? 0) > 0 &&
      !stop.closest(".md-sidebar--primary") && !stop.classList.contains("md-skip") &&
      (boxes.at(-1).bottom - boxes[0].top) < innerHeight - header.bottom) {
      faults.push("under the header");
    }
    const last = globalThis.lastStop;
    globalThis.lastStop = stop;
    const order = last?.isConnected ? last.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING : 4;
    return { name: sign(stop), same: last === stop, start: globalThis.startStop === stop, forward: Boolean(order), faults };
  }

  /** Elements that move for longer than 10 ms. */
  function motion() {
    const faults = [];
    for (const element of document.querySelectorAll("*")) {
      for (const pseudo of [null, "::before", "::after", "::details-content"]) {
        const css = getComputedStyle(element, pseudo);
        const times = `${css.transitionDuration}, ${css.animationDuration}`.split(", ");
        if (css.animationName === "none" && css.transitionProperty === "none") continue;
        const longest = Math.max(...times.map((t) => Number.parseFloat(t) * (t.endsWith("ms") ? 1e-3 : 1)));
        if (longest > 0.01) faults.push(`${longest} s: ${sign(element)}${pseudo ?? ""}`);
      }
    }
    return faults;
  }

  /** Controls whose edge or ground cannot be told from what is around them (WCAG 1.4.11). */
  function edges() {
    const controls = "input:not([type=checkbox], [type=radio], [type=file]), select, button, .quiz-option";
    return all(controls).flatMap((control) => {
      const frame = control.closest("site-search label") ?? control;
      const css = getComputedStyle(frame);
      const border = Number.parseFloat(css.borderTopWidth) > 0 && css.borderTopStyle !== "none";
      // What has no border is told by its text or picture, of which axe checks the text.
      if (!border) return [];
      const ratio = contrast(css.borderTopColor, frame.parentElement);
      return ratio < 3 ? [`border ${ratio.toFixed(2)} : 1: ${sign(control)}`] : [];
    });
  }

  /** What a screen reader's list of headings, landmarks and pictures lacks. */
  function outline() {
    const faults = [];
    let before = 0;
    for (const heading of all("h1, h2, h3, h4, h5, h6")) {
      const level = Number(heading.localName[1]);
      if (level > before + 1) faults.push(`h${before} is followed by h${level}: ${sign(heading)}`);
      before = level;
    }
    if (all("h1").length !== 1) faults.push(`${all("h1").length} h1`);
    if (!document.documentElement.lang) faults.push("no language");
    for (const landmark of ["header", "main", "footer", "[role=search], search"]) {
      if (!all(landmark).length) faults.push(`no ${landmark}`);
    }
    const names = all("nav").map((nav) => nav.ariaLabel ?? nav.getAttribute("aria-labelledby"));
    for (const name of names) {
      if (!name || names.indexOf(name) !== names.lastIndexOf(name)) faults.push(`nav “${name}”`);
    }
    for (const figure of all("figure svg, figure img")) {
      const name = figure.ariaLabel ?? figure.alt ?? "";
      if (!name && figure.getAttribute("aria-hidden") !== "true") faults.push(`no name: ${sign(figure)}`);
      if (name && !figure.closest("figure").querySelector("figcaption")) faults.push(`no caption: ${sign(figure)}`);
    }
    for (const formula of document.querySelectorAll(".katex")) {
      if (formula.textContent.trim().length > 1 && !/^[\d.]+$/.test(formula.textContent.trim()) && !formula.querySelector("math")) {
        faults.push(`no MathML: ${sign(formula)}`);
      }
    }
    for (const formula of all(".math-display")) {
      if (formula.tabIndex !== 0 || !formula.role || !formula.ariaLabel) faults.push(`formula: ${sign(formula)}`);
    }
    return faults;
  }

  globalThis.everyone = { settled, style, wide, cut, burst, small, focus, motion, edges, outline, contrast };
})();
