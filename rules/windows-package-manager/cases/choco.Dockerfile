FROM diamol/base
RUN choco install -y git
