FROM debian:bookworm-slim
COPY debs /debs
RUN dpkg -i /debs/*.deb && pip install /wheels/*.whl
