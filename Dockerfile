# The coach, and with it the Chroma server and the builds of its index: one image, one set of versions.
FROM python:3.11-slim AS made
# Torch without CUDA; empty for what PyPI has.
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
# Extras of pyproject.toml, such as postgres,anthropic
ARG EXTRAS=postgres
WORKDIR /src
COPY constraints.txt ./
RUN python -m venv /opt/coach
COPY pyproject.toml README.md LICENSE ./
COPY index index
COPY coach coach
RUN /opt/coach/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt \
    ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} ".[$EXTRAS]"

FROM python:3.11-slim
COPY --from=made /opt/coach /opt/coach
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin coach \
    && install -d -o coach -g coach -m 700 /var/lib/coach /var/lib/chroma
USER coach
WORKDIR /srv
ENV PATH=/opt/coach/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp COACH_STORE=/var/lib/coach COACH_LOG=json COACH_GUIDES_PAGE=off
EXPOSE 7860
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/ready', timeout=4)"]
ENTRYPOINT ["coach"]
CMD ["serve", "--host", "0.0.0.0"]
