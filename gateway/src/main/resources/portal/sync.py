"""Keeps a folder equal to the catalogue: API=… CLIENT_ID=… CLIENT_SECRET=… python3 sync.py FOLDER [PURPOSE]"""
import hashlib, json, os, shutil, sys, time
from urllib import error, parse, request
API, FOLDER, PURPOSE = os.environ["API"], sys.argv[1], (sys.argv[2:] or ["broadcast"])[0]
CLIENT, grant = {"client_id": os.environ["CLIENT_ID"], "client_secret": os.environ["CLIENT_SECRET"]}, {"until": 0}
def call(method, url, data=None, **fields):
    while True:  # too many requests, or a pause: the answer says when to come back
        try:
            return request.urlopen(request.Request(parse.urljoin(API, url), data, fields, method=method), timeout=60)
        except error.HTTPError as refusal:
            if refusal.code not in (429, 503): raise
            time.sleep(int(refusal.headers.get("Retry-After", 5)))
def ask(method, url, **fields):
    if time.time() > grant["until"] - 30:
        form = parse.urlencode({"grant_type": "client_credentials", **CLIENT}).encode()
        grant.update(json.load(call("POST", "/oauth2/token", form)))
        grant["until"] = time.time() + grant["expires_in"]
    return json.load(call(method, url, Authorization="Bearer " + grant["access_token"], **fields))
def fetch(item, rendition, name):  # with the same key it is the same download: one that broke off is not charged again
    link = ask("POST", f"/v1/media/{item}/renditions/{rendition}/downloads", **{"Idempotency-Key": rendition})
    digest = hashlib.sha256()
    with open(name + ".part", "a+b") as file:
        while file.seek(0, os.SEEK_END) < link["sizeBytes"]:
            with call("GET", link["url"], Range=f"bytes={file.tell()}-") as answer: shutil.copyfileobj(answer, file)
        file.seek(0)
        for piece in iter(lambda: file.read(1 << 20), b""): digest.update(piece)
    if digest.hexdigest() != link["sha256"]: sys.exit(os.remove(name + ".part") or f"{name} came damaged; run again")
    os.rename(name + ".part", name)
os.makedirs(FOLDER, exist_ok=True); os.chdir(FOLDER)
page, cursor = {"hasMore": True}, "&cursor=" + open(".cursor").read() if os.path.exists(".cursor") else ""
while page["hasMore"]:
    page = ask("GET", "/v1/changes?limit=100" + cursor)
    for change in page["items"]:  # without "item" it was withdrawn or killed, and its files have to go
        files = [file for file in change.get("item", {}).get("renditions", []) if file["purpose"] == PURPOSE]
        wanted = {f"{change['id']}_{file['id']}.{file['container']}": file["id"] for file in files}
        for name in os.listdir(): name.startswith(change["id"]) and name.replace(".part", "") not in wanted and os.remove(name)
        for name in wanted: os.path.exists(name) or fetch(change["id"], wanted[name], name)
    cursor = "&cursor=" + page["nextCursor"]
    with open(".cursor.new", "w") as file: file.write(page["nextCursor"])
    os.replace(".cursor.new", ".cursor")  # only now: what broke off before is told again
