"""A stand-in for the model hub: a local HTTP server that speaks what the hub's own client asks for."""

import contextlib
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LARGE = 50_000  # files above this are "LFS": their ETag is a SHA-256


@dataclass
class Hub:
    """Repositories by name: (commit, files). Faults are switched on by the tests."""

    repositories: dict[str, tuple[str, dict[str, bytes]]]
    endpoint: str = ""
    cut_after: int | None = None  # go down after so many bytes of a large file
    corrupt: str | None = None  # send this file with a byte flipped, while stating the true checksum
    refuse: int | None = None  # answer everything with this status
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)


def directory(path: Path) -> dict[str, bytes]:
    """A directory's files as a repository's."""
    return {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}


@contextlib.contextmanager
def serve(hub: Hub) -> Iterator[Hub]:
    """Run the hub on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args):
            pass

        def do_HEAD(self):
            self.answer(body=False)

        def do_GET(self):
            self.answer(body=True)

        def answer(self, body):
            hub.requests.append((self.command, self.path, self.headers.get("Range")))
            if hub.refuse:
                headers = {"X-Error-Code": "GatedRepo"} if hub.refuse == 403 else {}
                return self.send(hub.refuse, b"", headers, body)
            if match := re.fullmatch(
                r"/api/models/([^/]+/[^/?]+)(?:/revision/([^/?]+))?(?:\?.*)?", self.path
            ):
                return self.info(*match.groups(), body)
            if match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/([^?]+)(?:\?.*)?", self.path):
                return self.file(*match.groups(), body)
            return self.send(404, b"", {}, body)

        def info(self, repo, revision, body):
            if repo not in hub.repositories:
                return self.send(404, b"", {"X-Error-Code": "RepoNotFound"}, body)
            commit, files = hub.repositories[repo]
            if revision not in (None, "main", commit):
                return self.send(404, b"", {"X-Error-Code": "RevisionNotFound"}, body)
            siblings = []
            for name, data in files.items():
                sibling = {"rfilename": name, "size": len(data), "blobId": git_sha1(data)}
                if len(data) > LARGE:
                    sibling["lfs"] = {"sha256": sha256(data), "size": len(data), "pointerSize": 130}
                siblings.append(sibling)
            text = json.dumps({"id": repo, "modelId": repo, "sha": commit, "siblings": siblings})
            return self.send(200, text.encode(), {"Content-Type": "application/json"}, body)

        def file(self, repo, revision, name, body):
            commit, files = hub.repositories[repo]
            data = files[name]
            etag = sha256(data) if len(data) > LARGE else git_sha1(data)
            headers = {"X-Repo-Commit": commit, "ETag": f'"{etag}"', "Accept-Ranges": "bytes"}
            if len(data) > LARGE:
                headers |= {"X-Linked-ETag": f'"{etag}"', "X-Linked-Size": str(len(data))}
            if name == hub.corrupt:
                data = data[:-1] + bytes([data[-1] ^ 1])
            status, start = 200, 0
            if wanted := re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or ""):
                status, start = 206, int(wanted[1])
                headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            cut = hub.cut_after if body and len(data) > LARGE else None
            return self.send(status, data[start:], headers, body, cut)

        def send(self, status, data, headers, body, cut=None):
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if body:
                self.wfile.write(data if cut is None else data[:cut])
            if cut is not None:
                hub.refuse = 503
                self.wfile.flush()
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def git_sha1(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
