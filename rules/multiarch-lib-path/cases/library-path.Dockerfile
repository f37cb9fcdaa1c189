FROM ubuntu:24.04
ENV LD_LIBRARY_PATH=/opt/lib:/lib/x86_64-linux-gnu:$LD_LIBRARY_PATH
