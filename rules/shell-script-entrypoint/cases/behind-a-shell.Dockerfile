FROM golang:1.24
CMD ["/bin/bash", "-e", "/run.sh"]
