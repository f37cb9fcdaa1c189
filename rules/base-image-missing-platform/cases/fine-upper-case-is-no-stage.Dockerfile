FROM alpine:3.22 AS base
FROM BASE
CMD ["/bin/sh"]
