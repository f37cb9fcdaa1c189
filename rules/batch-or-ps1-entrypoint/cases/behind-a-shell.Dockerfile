FROM diamol/base AS a
ENTRYPOINT ["powershell", "-NoProfile", "-File", "C:/start.ps1"]
FROM diamol/base
COPY --from=a /x /x
CMD ["cmd.exe", "/C", "\\run.cmd"]
