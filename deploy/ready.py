"""`python ready.py SECONDS`: waits inside the container until the service is ready; exits with 1 if it is not in time."""

import sys
import time
import urllib.request

until = time.monotonic() + float(sys.argv[1])
while time.monotonic() < until:
    try:
        with urllib.request.urlopen("http://127.0.0.1:3000/readyz", timeout=2) as answer:
            sys.exit(answer.status != 200)
    except OSError:
        time.sleep(0.05)
sys.exit(1)
