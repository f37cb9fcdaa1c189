FROM mcr.microsoft.com/dotnet/aspnet:3.1
RUN <<-EOF
	#!/bin/bash
	chmod +x /app/run
	ln -s /app/run /run
EOF
RUN <<EOF sh
dotnet build
EOF
