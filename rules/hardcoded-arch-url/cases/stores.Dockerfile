FROM debian:13
RUN aws s3 cp --no-progress s3://releases/tool-linux-amd64 /usr/bin/tool
RUN gsutil cp gs://releases/linux/amd64/agent /usr/bin/agent
RUN gh release download v1.2.3 --repo example/cli --pattern '*linux_amd64.tar.gz'
