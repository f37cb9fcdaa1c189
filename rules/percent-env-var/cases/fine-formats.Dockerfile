FROM alpine:3.22
ENV FORMAT="%h %l %u %t" URL=a%20b%2Fc
CMD ["curl", "-w", "%{http_code}%", "http://localhost"]
