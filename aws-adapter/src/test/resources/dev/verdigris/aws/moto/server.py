"""A Moto server on a free port, which it prints; it ends when its standard input does.

Stock Moto serves requests in parallel without locks, so that of two conditional writes both may win. Here one request
is served at a time.
"""

import logging
import os
import sys
import threading

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server


class OneAtATime(DomainDispatcherApplication):
    """One request at a time, so that conditional writes have one winner."""

    def __init__(self, create_app):
        super().__init__(create_app)
        self.turn = threading.Lock()

    def __call__(self, environ, start_response):
        with self.turn:
            return super().__call__(environ, start_response)


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server(
    "127.0.0.1", 0, OneAtATime(create_backend_app), threaded=True, request_handler=MotoRequestHandler
)
threading.Thread(target=end_with_parent, daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()
