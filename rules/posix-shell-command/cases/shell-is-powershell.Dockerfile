FROM diamol/base
SHELL ["pwsh", "-Command"]
RUN chmod +x app; Write-Host done
