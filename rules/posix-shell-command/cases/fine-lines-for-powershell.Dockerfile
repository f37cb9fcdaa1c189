FROM example.com/win/node:8
RUN $p = Get-Item x; Write-Host $p
RUN git clone -b $env:branch https://example.com/y
