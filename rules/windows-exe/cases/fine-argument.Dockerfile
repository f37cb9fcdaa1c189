FROM diamol/base
ENTRYPOINT ["inspect", "sample.exe"]
