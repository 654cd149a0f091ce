"use strict";
(function () {
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var say = document.getElementById("live");

  // Controls that need this script are hidden until it runs.
  all("[data-needs-script]").forEach(function (one) { one.hidden = false; });

  // Long tables begin with their first rows; paper shows all.
  all("[data-first]").forEach(function (body) {
    var rows = Array.prototype.slice.call(body.children), first = Number(body.dataset.first);
    if (rows.length <= first + 5) { return; }
    rows.slice(first).forEach(function (row) { row.classList.add("beyond"); });
    var more = document.createElement("button");
    more.type = "button";
    more.className = "act";
    more.textContent = "Show all " + rows.length;
    body.showAll = function () {
      rows.forEach(function (row) { row.classList.remove("beyond"); });
      more.hidden = true;
    };
    more.addEventListener("click", body.showAll);
    (body.closest(".scroll") || body.closest("table")).insertAdjacentElement("afterend", more);
  });
  var showAll = function (one) {
    var body = one && one.closest("[data-first]");
    if (body && body.showAll) { body.showAll(); }
  };

  // Filters: text and choices of a bar, matched against the rows it names.
  all("[data-filters]").forEach(function (bar) {
    var rows = all(bar.dataset.filters);
    var count = bar.querySelector("output");
    var run = function () {
      showAll(rows[0]);
      var text = "", wanted = [], shown = 0;
      all("input,select", bar).forEach(function (field) {
        if (field.type === "search") { text = field.value.trim().toLowerCase(); } else if (field.value) { wanted.push(field.value); }
      });
      rows.forEach(function (row) {
        var words = " " + (row.dataset.words || "") + " ";
        var fits = wanted.every(function (one) { return words.indexOf(" " + one + " ") >= 0; });
        row.hidden = !(fits && (!text || row.textContent.toLowerCase().indexOf(text) >= 0));
        if (!row.hidden) { shown += 1; }
      });
      if (count) { count.textContent = shown + " of " + rows.length + " shown"; }
    };
    bar.addEventListener("input", run);
    bar.addEventListener("submit", function (event) { event.preventDefault(); });
  });

  // Tables: a button in a heading sorts by its column.
  all("th[data-sort]").forEach(function (head) {
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) { button.appendChild(head.firstChild); }
    head.appendChild(button);
    button.addEventListener("click", function () {
      showAll(head.closest("table").tBodies[0].rows[0]);
      var table = head.closest("table"), body = table.tBodies[0];
      var at = Array.prototype.indexOf.call(head.parentNode.children, head);
      var up = head.getAttribute("aria-sort") !== "ascending";
      var key = function (row) { var cell = row.children[at]; return cell.dataset.key || cell.textContent.trim(); };
      all("th", head.parentNode).forEach(function (one) { one.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      all("tr", body).map(function (row, place) { return [key(row), place, row]; })
        .sort(function (one, other) {
          return (one[0].localeCompare(other[0], "en", { numeric: true }) || one[1] - other[1]) * (up ? 1 : -1);
        })
        .forEach(function (row) { body.appendChild(row[2]); });
    });
  });

  // Copy a clause; the older way where the clipboard is not to be had from a file.
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button[data-copy]");
    if (!button) { return; }
    var text = document.getElementById(button.dataset.copy).textContent.trim();
    var done = function () {
      var before = button.textContent;
      button.textContent = "Copied";
      if (say) { say.textContent = "Model clause copied"; }
      setTimeout(function () { button.textContent = before; if (say) { say.textContent = ""; } }, 1600);
    };
    var older = function () {
      var area = document.createElement("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      if (document.execCommand("copy")) { done(); }
      area.remove();
      button.focus();
    };
    if (navigator.clipboard && navigator.clipboard.writeText) { navigator.clipboard.writeText(text).then(done, older); } else { older(); }
  });

  // A link to something folded away opens it.
  var reveal = function () {
    var name = decodeURIComponent(location.hash.slice(1));
    var target = name && document.getElementById(name);
    if (!target) { return; }
    showAll(target);
    for (var one = target; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") { one.open = true; }
      if (one.hidden && one.dataset.words !== undefined) { one.hidden = false; }
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // On paper documents and frameworks are open; what is folded away inside them stays as the reader left it.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = all("section > details:not([open])");
    opened.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () { opened.forEach(function (one) { one.open = false; }); });
}());
