FROM diamol/base
COPY setup.exe /srv/setup.exe
ENTRYPOINT ["server"]
