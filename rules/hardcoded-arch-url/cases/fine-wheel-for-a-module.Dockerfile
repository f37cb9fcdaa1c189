FROM python:3.13-slim
RUN python3 -m pip install --no-cache-dir https://example.org/wheels/edge-1.0-py3-none-any.whl \
 && python3 -m http.server --help https://example.org/wheels/edge-1.0-cp313-cp313-linux_x86_64.whl
