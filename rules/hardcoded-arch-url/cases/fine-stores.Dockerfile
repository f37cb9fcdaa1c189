FROM debian:13
ARG TARGETARCH
RUN aws s3 cp s3://releases/tool-linux-${TARGETARCH} /usr/bin/tool
RUN aws s3 cp /out/tool-linux-amd64 s3://releases/tool-linux-amd64 && aws s3 ls s3://releases/linux-amd64
RUN gsutil cp /out/agent gs://releases/linux/amd64/agent
RUN gh release download v1.2.3 --repo example/cli --pattern "*linux_$(dpkg --print-architecture).tar.gz" --pattern '*windows_amd64.zip'
RUN gh release upload v1.2.3 tool-linux-amd64
