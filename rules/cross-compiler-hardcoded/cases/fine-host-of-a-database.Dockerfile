FROM debian:13
RUN mysql --host=x86_64.example.com -e 'select 1' && curl --host=amd64-linux.example.com
