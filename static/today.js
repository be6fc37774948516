// The front page says what else the archive has of this day. Without this script there is only the page of all days.

const section = document.querySelector(".today");
const MOST = 6;

async function opened(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const link of page.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), answer.url);
  return page;
}

function line(headline, year) {
  const [item, note] = ["li", "span"].map((tag) => document.createElement(tag));
  note.className = "count";
  note.textContent = year;
  item.append(headline, " ", note);
  return item;
}

async function shown() {
  const now = new Date();
  const day = [now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
  const days = await opened(section.dataset.days);
  const link = [...days.querySelectorAll("main li a")].find((each) => each.pathname.includes(`/${day}/`));
  if (!link) return;
  const page = await opened(link.href);
  const years = [...page.querySelectorAll("main section")];
  const lines = years.map((each) => line(each.querySelector("li a"), each.querySelector("time").textContent));
  section.querySelector("ul").append(...lines.slice(0, MOST));
  const heading = section.querySelector("h2");
  link.textContent = heading.textContent;
  link.removeAttribute("aria-label");
  heading.replaceChildren(link);
  section.hidden = false;
}

shown().catch((error) => console.debug(error));
