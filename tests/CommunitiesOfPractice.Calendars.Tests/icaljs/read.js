// Reads a calendar with ical.js, by the time zones that the file itself brings, and prints its entries as JSON.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
const words = (entry, name) => entry.getFirstPropertyValue(name) ?? null;
const instant = (entry, name) => {
  const property = entry.getFirstProperty(name);
  const zone = property.getParameter('tzid');
  if (zone && !ICAL.TimezoneService.has(zone)) throw new Error(`The file does not bring ${zone}.`);
  return property.getFirstValue().toUnixTime();
};
console.log(JSON.stringify({
  method: words(calendar, 'method'),
  name: words(calendar, 'x-wr-calname'),
  entries: calendar.getAllSubcomponents('vevent').map(entry => ({
    uid: words(entry, 'uid'),
    start: instant(entry, 'dtstart'),
    end: instant(entry, 'dtend'),
    zone: entry.getFirstProperty('dtstart').getParameter('tzid') ?? null,
    stamp: instant(entry, 'dtstamp'),
    sequence: words(entry, 'sequence'),
    status: words(entry, 'status'),
    class: words(entry, 'class'),
    summary: words(entry, 'summary'),
    location: words(entry, 'location'),
    description: words(entry, 'description'),
    url: words(entry, 'url'),
  })),
}));
