FROM diamol/base
RUN cd app && choco install -y 7zip
