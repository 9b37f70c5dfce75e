// The claims of a certificate: found, filtered, and gone to by their fragment.
(() => {
  const by = id => document.getElementById(id);
  const form = by("filter"), find = by("find"), verdict = by("by-verdict"), level = by("by-level"), family = by("by-family"), client = by("by-client");
  const shown = by("shown"), none = by("none"), unfold = by("unfold");
  const claims = [...document.querySelectorAll("details.claim")], chapters = [...document.querySelectorAll(".chapter")];
  const texts = new Map();
  const open = new Set(["fail", "error", "inconclusive"]);

  const holds = (claim, words) => {
    const data = claim.dataset;
    if (verdict.value && (verdict.value === "open" ? !open.has(data.verdict) : data.verdict !== verdict.value)) return false;
    if (level.value && data.level !== level.value) return false;
    if (family.value && data.family !== family.value && !data.family.startsWith(family.value + "/")) return false;
    if (client.value && data.client !== client.value) return false;
    if (!words.length) return true;
    if (!texts.has(claim)) texts.set(claim, claim.textContent.toLowerCase());
    const text = texts.get(claim);
    return words.every(word => text.includes(word));
  };

  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(word => word);
    let count = 0;
    for (const claim of claims) {
      const held = holds(claim, words);
      if (claim.hidden === held) claim.hidden = !held;
      if (held) count++;
    }
    for (const chapter of chapters) chapter.hidden = !chapter.querySelector("details.claim:not([hidden])");
    none.hidden = count > 0;
    const many = claims.length === 1 ? "1 claim" : `${claims.length} claims`;
    shown.textContent = count === claims.length ? many : `${count} of ${many}`;
  };

  const clear = () => { form.reset(); filter(); };

  // A name that the list of choices does not have chooses nothing.
  const choose = (list, value) => { list.value = value; if (list.selectedIndex < 0) list.selectedIndex = 0; };

  const only = choices => {
    form.reset();
    choose(verdict, choices.verdict ?? "");
    choose(client, choices.client ?? "");
    choose(family, choices.family ?? "");
    filter();
    by("claims").scrollIntoView();
    find.focus({ preventScroll: true });
  };

  const go = () => {
    let place;
    try { place = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const claim = place ? by(place) : null;
    if (!claim?.matches("details.claim")) return;
    if (claim.hidden) clear();
    claim.open = true;
    claim.scrollIntoView();
    claim.querySelector("summary").focus({ preventScroll: true });
  };

  form.hidden = false;
  let waiting;
  find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("change", filter);
  form.addEventListener("submit", event => { event.preventDefault(); filter(); });
  form.addEventListener("reset", () => setTimeout(filter));
  addEventListener("hashchange", go);

  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-verdict-only], a[data-client-only], a[href^='#claim/']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const data = link.dataset;
    if (data.verdictOnly !== undefined || data.clientOnly !== undefined) {
      event.preventDefault();
      only({ verdict: data.verdictOnly, client: data.clientOnly, family: data.familyOnly });
    } else if (link.hash === location.hash) {
      // The same place once more changes nothing that the browser would tell of.
      go();
    }
  });

  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !event.target.matches("input, select, textarea")) {
      event.preventDefault();
      by("claims").scrollIntoView();
      find.focus({ preventScroll: true });
      find.select();
    } else if (event.key === "Escape" && event.target === find && find.value) {
      event.preventDefault();
      find.value = "";
      filter();
    }
  });

  // Of many claims only those in sight: what is opened is laid out.
  unfold.addEventListener("click", () => {
    const unfolding = unfold.textContent === "Open all";
    for (const claim of claims) if (!claim.hidden) claim.open = unfolding;
    unfold.textContent = unfolding ? "Close all" : "Open all";
  });

  filter();
  go();
})();
