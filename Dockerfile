# The service in a container: CTranslate2 on a CPU, the model inside, no outbound call. deploy/README.md says how to run it.
ARG BASE=python:3.11-slim
# The same Python with binutils, whose strip is wanted.
ARG BUILDER=python:3.11

FROM ${BUILDER} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ONLY_BINARY=:all: PIP_CONFIG_FILE=/pip.conf
# A folder `wheelhouse` in the context takes the package index's place: then the build needs no network.
RUN --mount=type=bind,target=/context \
    if [ -d /context/wheelhouse ]; then printf '[global]\nno-index = true\nfind-links = /context/wheelhouse\n' > /pip.conf; fi \
 && python3 -m venv /build \
 && /build/bin/pip install --require-hashes -r /context/requirements/build.txt \
 && python3 -m venv --without-pip /app \
 && /build/bin/pip --python /app/bin/python install --require-hashes -r /context/requirements/service.txt
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY summarizer ./summarizer
COPY service ./service
RUN /build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheel . \
 && /build/bin/pip --python /app/bin/python install --no-deps --no-index /wheel/*.whl
# `--build-arg EXTRA=models` adds torch and transformers, for encoder-decoder checkpoints; they are in no lock.
ARG EXTRA=
RUN --mount=type=bind,target=/context \
    if [ -n "$EXTRA" ]; then /build/bin/pip --python /app/bin/python install "$(echo /wheel/*.whl)[$EXTRA]"; fi
# 67 MB of CTranslate2 are symbols for debuggers; nobody runs other packages' tests here. (strip spoils the libraries in *.libs.)
RUN strip --strip-debug /app/lib/python3*/site-packages/ctranslate2/_ext*.so \
 && find /app/lib -type d -name tests -prune -exec rm -r {} +
# CTranslate2's form of the model is made now, so that the service starts at once, and the shipped form goes.
RUN mkdir /app/cache && /app/bin/python -c \
    "from pathlib import Path; from summarizer import Summarizer; Summarizer.load(cache=Path('/app/cache'))" \
 && rm -f /app/lib/python3*/site-packages/summarizer/models/checkpoint/weights-*

FROM ${BASE}
LABEL org.opencontainers.image.title="newsbrief" \
      org.opencontainers.image.description="A bundle of news articles in, a short brief out, every sentence citing its sources." \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /app /app
# BentoML and the counters write below /tmp, and nothing else is written: the root file system may be read-only.
ENV PATH=/app/bin:$PATH HOME=/tmp BENTOML_HOME=/tmp/bentoml BENTOML_DO_NOT_TRACK=True HF_HUB_OFFLINE=1 \
    NEWSBRIEF_CACHE=/app/cache PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /tmp
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "-c", \
  "import urllib.request as web; web.urlopen('http://127.0.0.1:3000/readyz', timeout=4)"]
ENTRYPOINT ["newsbrief"]
CMD ["serve", "--host", "0.0.0.0", "--port", "3000"]
