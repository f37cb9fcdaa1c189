FROM microsoft/powershell
CMD ["powershell"]
