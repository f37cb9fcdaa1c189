FROM debian:bookworm-slim
COPY *.deb /tmp/
RUN dpkg -i /tmp/tool_1.2.3_all.deb && pip install /tmp/x-1.0-py3-none-any.whl && rpm -i /tmp/y.noarch.rpm
