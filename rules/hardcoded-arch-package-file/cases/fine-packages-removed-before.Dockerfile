# The packages are built anew where others were copied to.
FROM debian:bookworm-slim
COPY debs/ /tmp/debs/
RUN rm -f /tmp/debs/*.deb && ./build-packages /tmp/debs && dpkg -i /tmp/debs/*.deb
