FROM debian:bookworm-slim
COPY . /src
RUN make -C /src dist && tar -czf /src/dist/tool-linux-amd64.tar.gz /src/bin
RUN tar -xzf /src/dist/tool-linux-amd64.tar.gz -C /usr/local
RUN tar -czf /src/other-linux-amd64.tar.gz /src/bin && tar -xzf /src/other-linux-amd64.tar.gz -C /opt
