FROM diamol/base
SHELL ["pwsh", "-Command"]
RUN mkdir logs; ls; cat a.txt; cp a.txt b.txt; rm a.txt
