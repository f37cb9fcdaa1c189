FROM diamol/base
SHELL ["/bin/bash", "-c"]
RUN ls -la; rm -rf /tmp/x
