const $ = (id) => document.getElementById(id);
let shown = null;
let newest = null;

function view(html) {
  $("html").hidden = !html;
  $("text").hidden = html;
}

function show(mail) {
  shown = mail.id;
  $("mail").hidden = false;
  $("subject").textContent = mail.subject;
  $("envelope").textContent = `${mail.from} → ${mail.to}, ${new Date(mail.receivedAt).toLocaleString()}`;
  $("text").textContent = mail.text ?? "";
  $("html").src = `/mails/${mail.id}/html`;
  $("html-button").disabled = mail.html == null;
  $("text-button").disabled = mail.text == null;
  view(mail.html != null);
  for (const button of $("list").querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.id === mail.id));
  }
}

function entry(mail) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const detail = document.createElement("small");
  button.type = "button";
  button.dataset.id = mail.id;
  button.textContent = mail.subject;
  detail.textContent = `${mail.to}, ${new Date(mail.receivedAt).toLocaleString()}`;
  button.append(detail);
  button.setAttribute("aria-current", String(mail.id === shown));
  button.addEventListener("click", () => show(mail));
  item.append(button);
  return item;
}

async function refresh() {
  const mails = await (await fetch("/api/mails")).json();
  const first = mails[0]?.id ?? "none";
  if (first === newest) return;
  newest = first;
  $("empty").hidden = mails.length > 0;
  $("list").replaceChildren(...mails.slice(0, 200).map(entry));
}

$("html-button").addEventListener("click", () => view(true));
$("text-button").addEventListener("click", () => view(false));
refresh();
setInterval(() => refresh().catch(() => {}), 3000);
